using System.Diagnostics;
using System.Globalization;

namespace Wilks.Cli;

/// <summary>One line on a terminal's standard error while work takes longer than a second; nothing elsewhere.</summary>
internal sealed class Progress : IDisposable
{
    /// <summary>Returns to the start of the line and clears it.</summary>
    public const string ClearLine = "\r\e[K";

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly TextWriter? _error;
    private readonly Timer? _timer;
    private readonly long _start = Stopwatch.GetTimestamp();
    private volatile string _what;
    private bool _written;

    public Progress(Terminal terminal, string what)
    {
        _what = what;
        if (!terminal.ErrorIsTerminal) return;

        _error = terminal.Error;
        _timer = new Timer(_ => Show(), null, s_period, s_period);
    }

    /// <summary>Names the step that runs now.</summary>
    public void Report(string what) => _what = what;

    public void Dispose()
    {
        if (_timer is null || _error is null) return;

        _timer.Dispose();
        lock (_error)
        {
            if (_written) _error.Write(ClearLine);
            _written = false;
        }
    }

    private void Show()
    {
        TextWriter error = _error!;
        lock (error)
        {
            error.Write(string.Create(CultureInfo.InvariantCulture, $"{ClearLine}{_what}: {Stopwatch.GetElapsedTime(_start).TotalSeconds:F0} s …"));
            _written = true;
        }
    }
}
