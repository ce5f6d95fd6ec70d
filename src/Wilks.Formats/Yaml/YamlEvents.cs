using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wilks.Formats.Yaml;

/// <summary>All events of a document, read before a tree is made of them, so that a failure of the parser is told from one of ours.</summary>
internal sealed class YamlEvents : IParser
{
    private readonly List<ParsingEvent> _events = [];
    private int _next;

    /// <inheritdoc/>
    public ParsingEvent? Current { get; private set; }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (_next >= _events.Count) return false;

        Current = _events[_next++];
        return true;
    }

    /// <summary>Reads the text to its end, or to where it is nested too deep.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxDepth">The deepest nesting.</param>
    /// <returns>The offset of the value that is nested too deep, or −1.</returns>
    /// <exception cref="YamlException">It is not YAML.</exception>
    internal long Fill(string text, int maxDepth)
    {
        var parser = new Parser(new StringReader(text));
        int depth = 0;
        while (Advance(parser))
        {
            ParsingEvent next = parser.Current!;
            depth += next.NestingIncrease is 1 or -1 && next is not (StreamStart or StreamEnd or DocumentStart or DocumentEnd) ? next.NestingIncrease : 0;
            if (depth > maxDepth) return next.Start.Index;

            _events.Add(next);
        }

        return -1;
    }

    /// <summary>The parser answers some broken texts with exceptions that are not its own; to the user they are the same.</summary>
    private static bool Advance(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            Mark place = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(place, place, "what follows is not YAML", exception);
        }
    }
}
