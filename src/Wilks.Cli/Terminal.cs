using System.Text;

namespace Wilks.Cli;

/// <summary>The streams of a command and what is known about what they are connected to.</summary>
internal sealed class Terminal
{
    private const int UnknownWidth = 80;

    public required Func<Stream> OpenInput { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>The width of the terminal on standard output; no limit where it is a file or a pipe.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>Whether messages may carry colours.</summary>
    public bool Color { get; init; }

    public static Terminal OfProcess()
    {
        bool errorIsTerminal = !Console.IsErrorRedirected;
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal
        {
            OpenInput = Console.OpenStandardInput,
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 14),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            ErrorIsTerminal = errorIsTerminal,
            Width = Console.IsOutputRedirected ? int.MaxValue : WindowWidth(),
            Color = errorIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
    }

    // Some terminals (a serial line, an editor's pane) report no size.
    private static int WindowWidth()
    {
        try
        {
            int width = Console.WindowWidth;
            return width > 0 ? width : UnknownWidth;
        }
        catch (IOException)
        {
            return UnknownWidth;
        }
    }
}
