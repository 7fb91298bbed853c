/* One function of PDFium, called over many things with nothing of the interpreter between the calls.
 *
 * `extract/pdf/pdfium.py` declares the functions, and does the same through ctypes where this module was not built.
 * The interpreter lock is kept: PDFium must not be called from two threads.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <string.h>

typedef void *Thing; /* a handle of PDFium's */
typedef void *Into;  /* memory that PDFium writes to */

typedef struct {
    uintptr_t function;
    Py_ssize_t count, row, part; /* how many calls; bytes that one may write, and of each of its parts */
    const int64_t *things, *places;
    Py_ssize_t step; /* from one thing to the next; 0 where one stands for all */
    char *out;
    int64_t *answers;
} Work;

#define EACH(NAME, GIVES, TYPES, ARGUMENTS)                                \
    static void NAME(const Work *work)                                     \
    {                                                                      \
        GIVES(*call) TYPES = (GIVES(*) TYPES)work->function;               \
        for (Py_ssize_t k = 0; k < work->count; k++) {                     \
            Thing thing = (Thing)(intptr_t)work->things[k * work->step];   \
            int64_t place = work->places ? work->places[k] : 0;            \
            char *out = work->out ? work->out + k * work->row : NULL;      \
            (void)place, (void)out;                                        \
            work->answers[k] = (int64_t)(intptr_t)call ARGUMENTS;          \
        }                                                                  \
    }

#define PART(k) (out + (k) * work->part)
#define PARTS out, PART(1), PART(2), PART(3)

EACH(it, int, (Thing), (thing))
EACH(itp, int, (Thing, Into), (thing, out))
EACH(itpp, int, (Thing, Into, Into), (thing, out, PART(1)))
EACH(itpppp, int, (Thing, Into, Into, Into, Into), (thing, PARTS))
EACH(iti, int, (Thing, int), (thing, (int)place))
EACH(itip, int, (Thing, int, Into), (thing, (int)place, out))
EACH(itipp, int, (Thing, int, Into, Into), (thing, (int)place, out, PART(1)))
EACH(itipppp, int, (Thing, int, Into, Into, Into, Into), (thing, (int)place, PARTS))
EACH(tt, Thing, (Thing), (thing))
EACH(tti, Thing, (Thing, int), (thing, (int)place))
EACH(ttp, Thing, (Thing, Into), (thing, out))
EACH(ttl, Thing, (Thing, unsigned long), (thing, (unsigned long)place))
EACH(ltpl, unsigned long, (Thing, Into, unsigned long), (thing, out, (unsigned long)work->row))
EACH(ztpz, size_t, (Thing, Into, size_t), (thing, out, (size_t)work->row))

/* The shapes of functions, as letters for what is given back and then taken: a thing, int, unsigned long, size_t (z),
 * pointer. A number after a pointer is how many bytes may be written. */
static const struct {
    const char *shape;
    void (*run)(const Work *);
    int takes_place, pointers;
} SHAPES[] = {
    {"it", it, 0, 0},    {"itp", itp, 0, 1},   {"itpp", itpp, 0, 2},   {"itpppp", itpppp, 0, 4},
    {"iti", iti, 1, 0},  {"itip", itip, 1, 1}, {"itipp", itipp, 1, 2}, {"itipppp", itipppp, 1, 4},
    {"tt", tt, 0, 0},    {"ttp", ttp, 0, 1},   {"tti", tti, 1, 0},     {"ttl", ttl, 1, 0},
    {"ltpl", ltpl, 0, 1}, {"ztpz", ztpz, 0, 1}, {NULL, NULL, 0, 0},
};

enum { THINGS, PLACES, OUT, ANSWERS, BUFFERS };

/* Fills in WORK from what is GIVEN; 0 where that is not of one length, or not what a function of this shape takes. */
static int prepare(Work *work, const Py_buffer *given, int takes_place, int pointers)
{
    const Py_ssize_t size = sizeof(int64_t);
    work->things = given[THINGS].buf;
    work->places = given[PLACES].buf;
    work->out = given[OUT].buf;
    work->answers = given[ANSWERS].buf;
    work->count = given[ANSWERS].len / size;
    work->step = given[THINGS].len == size ? 0 : 1;
    if (work->count > 0 && pointers > 0) {
        work->row = given[OUT].len / work->count;
        work->part = work->row / pointers;
    }
    return given[ANSWERS].len == size * work->count && given[THINGS].len == (work->step ? size * work->count : size)
        && given[PLACES].len == (takes_place ? size * work->count : 0)
        && given[OUT].len == work->part * pointers * work->count && (work->count == 0 || (work->part > 0) == (pointers > 0));
}

static PyObject *answer(PyObject *const *from, Work *work, const char *shape)
{
    Py_buffer given[BUFFERS];
    PyObject *result = NULL;
    int k, held = 0;
    memset(given, 0, sizeof given);
    for (k = 0; SHAPES[k].shape != NULL && strcmp(SHAPES[k].shape, shape) != 0; k++) {
    }
    for (; held < BUFFERS; held++) {
        int is_written = held == OUT || held == ANSWERS;
        if (from[held] == Py_None)
            continue;
        if (PyObject_GetBuffer(from[held], &given[held], is_written ? PyBUF_CONTIG : PyBUF_CONTIG_RO) < 0)
            goto done;
    }
    if (SHAPES[k].shape == NULL)
        PyErr_Format(PyExc_ValueError, "no function of PDFium is of the shape %s", shape);
    else if (!prepare(work, given, SHAPES[k].takes_place, SHAPES[k].pointers))
        PyErr_Format(PyExc_ValueError, "what is given does not fit a function of the shape %s", shape);
    else {
        SHAPES[k].run(work);
        result = Py_NewRef(Py_None);
    }
done:
    while (held-- > 0)
        if (given[held].obj != NULL)
            PyBuffer_Release(&given[held]);
    return result;
}

static PyObject *each(PyObject *module, PyObject *arguments)
{
    Work work;
    PyObject *from[BUFFERS];
    const char *shape;
    unsigned long long address;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "KsOOOO", &address, &shape, &from[THINGS], &from[PLACES], &from[OUT],
                          &from[ANSWERS]))
        return NULL;
    memset(&work, 0, sizeof work);
    work.function = (uintptr_t)address;
    return answer(from, &work, shape);
}

static PyMethodDef methods[] = {
    {"each", each, METH_VARARGS,
     "each(address, shape, things, places, out, answers): the function at ADDRESS for each of THINGS.\n\n"
     "THINGS (one, or one a call), PLACES (or None) and ANSWERS are buffers of 64-bit integers, OUT (or None) is of\n"
     "rows that the calls write to. Raises ValueError where they are not of one length."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_each", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__each(void)
{
    return PyModule_Create(&definition);
}
