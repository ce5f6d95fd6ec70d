using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wilks.Cli;

/// <summary>One run of a verb: its arguments, its streams and the token that stops it.</summary>
internal sealed class VerbCall(ParseResult arguments, Terminal terminal, Messages messages, CancellationToken cancellationToken)
{
    // Names come out as they were written; the document is not meant for the inside of an HTML page.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ParseResult Arguments => arguments;

    public Terminal Terminal => terminal;

    /// <summary>Whether the verb shows nothing that gives the value of a blinded parameter away.</summary>
    public bool KeepsBlind { get; init; }

    public Messages Messages => messages;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The common options, whose wish for silence is obeyed from here on.</summary>
    public CommonSettings Read(CommonOptions options)
    {
        CommonSettings settings = options.Read(arguments);
        messages.Quiet = settings.Quiet;
        return settings;
    }

    /// <summary>Writes the answer to the file asked for, or to standard output; nothing when interrupted.</summary>
    public void Answer(string text, string? path)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (path is null) terminal.Out.Write(text);
        else WorkspaceInput.WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A JSON document and a line feed.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_json)) write(json);
        stream.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
