using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Wilks.Formats.Json;

/// <summary>Turns byte offsets of one document into lines and paths by re-reading it, from the nearest of a few checkpoints.</summary>
/// <remarks>Without the checkpoints a document with thousands of errors would be re-read from its start for each.</remarks>
internal sealed class JsonLocator
{
    private const int CheckpointSpacing = 1 << 16;
    private const byte LineFeed = (byte)'\n';

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<Checkpoint> _checkpoints = [];

    internal JsonLocator(ReadOnlyMemory<byte> bytes, int start)
    {
        _bytes = bytes;
        var options = new JsonReaderOptions { MaxDepth = JsonParser.MaxDepth + 1 };
        _checkpoints.Add(new Checkpoint(start, 1, new JsonReaderState(options), []));
        while (AddCheckpoint())
        {
        }
    }

    internal (int Line, string Path) Locate(int offset)
    {
        int index = _checkpoints.FindLastIndex(c => c.Offset <= offset);
        if (index < 0) return (1, "$");

        Checkpoint from = _checkpoints[index];
        int end = Math.Min(offset, _bytes.Length);
        int line = from.Line + _bytes.Span[from.Offset..end].Count(LineFeed);
        List<Frame> frames = [.. from.Frames];
        Walk(from, frames, offset, int.MaxValue);
        return (line, Describe(frames));
    }

    /// <summary>Reads on from the last checkpoint and adds the next; false at the end of the document or of what is readable of it.</summary>
    private bool AddCheckpoint()
    {
        Checkpoint last = _checkpoints[^1];
        if (_bytes.Length - last.Offset <= CheckpointSpacing) return false;

        List<Frame> frames = [.. last.Frames];
        (int consumed, JsonReaderState state) = Walk(last, frames, int.MaxValue, CheckpointSpacing);
        if (consumed < CheckpointSpacing) return false;

        int offset = last.Offset + consumed;
        int line = last.Line + _bytes.Span[last.Offset..offset].Count(LineFeed);
        _checkpoints.Add(new Checkpoint(offset, line, state, [.. frames]));
        return true;
    }

    /// <summary>Reads tokens that start at or before <paramref name="limit"/>, at most until enough bytes are consumed; a syntax error ends it quietly.</summary>
    private (int Consumed, JsonReaderState State) Walk(Checkpoint from, List<Frame> frames, int limit, int enough)
    {
        var reader = new Utf8JsonReader(_bytes.Span[from.Offset..], isFinalBlock: true, from.State);
        try
        {
            while (reader.BytesConsumed < enough && reader.Read())
            {
                int tokenStart = from.Offset + (int)reader.TokenStartIndex;
                if (tokenStart > limit) break;

                Step(reader.TokenType, tokenStart, frames);
            }
        }
        catch (JsonException)
        {
            // The place of a syntax error is the last place that could be read.
            return (0, default);
        }

        return ((int)reader.BytesConsumed, reader.CurrentState);
    }

    private static void Step(JsonTokenType token, int tokenStart, List<Frame> frames)
    {
        switch (token)
        {
            case JsonTokenType.PropertyName:
                frames[^1] = frames[^1] with { Position = tokenStart };
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                frames.RemoveAt(frames.Count - 1);
                return;
        }

        if (frames.Count > 0 && frames[^1].IsArray) frames[^1] = frames[^1] with { Position = frames[^1].Position + 1 };
        if (token is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            frames.Add(new Frame(token == JsonTokenType.StartArray, -1));
        }
    }

    private string Describe(List<Frame> frames)
    {
        var path = new StringBuilder("$");
        foreach (Frame frame in frames)
        {
            if (frame.Position < 0) continue;
            if (frame.IsArray)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{frame.Position}]");
                continue;
            }

            string name = NameAt(frame.Position);
            bool isPlain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]);
            path.Append(isPlain ? $".{name}" : $"['{name}']");
        }

        return path.ToString();
    }

    private string NameAt(int offset)
    {
        var reader = new Utf8JsonReader(_bytes.Span[offset..]);
        reader.Read();
        return JsonStrings.Decode(ref reader) ?? Encoding.UTF8.GetString(reader.ValueSpan);
    }

    /// <summary>An open container: in a list the index of the current item, in an object the offset of the current name; −1 before the first.</summary>
    private readonly record struct Frame(bool IsArray, int Position);

    private readonly record struct Checkpoint(int Offset, int Line, JsonReaderState State, Frame[] Frames);
}
