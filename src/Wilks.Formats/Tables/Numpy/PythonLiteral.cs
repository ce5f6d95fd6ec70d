using System.Globalization;
using System.Text;

namespace Wilks.Formats.Tables.Numpy;

/// <summary>Reads what numpy writes as a header: dictionaries, lists, tuples, texts, whole numbers, True, False and None. Lists and tuples become <c>List&lt;object?&gt;</c>.</summary>
internal sealed class PythonLiteral
{
    private const int Deepest = 32;

    private readonly string _text;
    private int _at;

    private PythonLiteral(string text) => _text = text;

    /// <exception cref="InvalidDataException">It is none of these.</exception>
    public static object? Parse(string text)
    {
        var literal = new PythonLiteral(text);
        object? value = literal.Value(0);
        literal.SkipSpaces();
        if (literal._at < text.Length) throw literal.Unexpected();
        return value;
    }

    private object? Value(int depth)
    {
        if (depth > Deepest) throw Unexpected();
        SkipSpaces();
        switch (Peek())
        {
            case '{': return Dictionary(depth);
            case '[': return Sequence(']', depth);
            case '(': return Sequence(')', depth);
            case '\'' or '"': return Quoted();
            default: return Word();
        }
    }

    private Dictionary<string, object?> Dictionary(int depth)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        _at++;
        while (!TryTake('}'))
        {
            if (Value(depth + 1) is not string key) throw Unexpected();
            if (!TryTake(':')) throw Unexpected();
            members[key] = Value(depth + 1);
            if (!TryTake(',') && Peek() != '}') throw Unexpected();
        }
        return members;
    }

    private List<object?> Sequence(char end, int depth)
    {
        var items = new List<object?>();
        _at++;
        while (!TryTake(end))
        {
            items.Add(Value(depth + 1));
            if (!TryTake(',') && Peek() != end) throw Unexpected();
        }
        return items;
    }

    private string Quoted()
    {
        char quote = _text[_at++];
        var text = new StringBuilder();
        while (Peek() != quote)
        {
            if (Peek() == '\\') _at++;
            text.Append(Peek());
            _at++;
        }
        _at++;
        return text.ToString();
    }

    // Python 2 wrote L behind long numbers.
    private object? Word()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+')) _at++;
        string word = _text[start.._at];
        return word switch
        {
            "True" => true,
            "False" => false,
            "None" => null,
            _ => long.TryParse(word.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw Unexpected(),
        };
    }

    private bool TryTake(char expected)
    {
        SkipSpaces();
        if (Peek() != expected) return false;
        _at++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Unexpected();

    private InvalidDataException Unexpected() => new($"the header of the numpy array makes no sense at letter {_at}");
}
