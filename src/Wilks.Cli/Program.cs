using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Wilks.Cli;

internal static class Program
{
    // One key press, or one `timeout`, may reach the process twice: by itself and through its group.
    private static readonly TimeSpan s_oneInterruption = TimeSpan.FromSeconds(0.5);

    private static int Main(string[] args)
    {
        using var interrupt = new CancellationTokenSource();
        long first = 0;

        // The first Ctrl-C asks the work to stop; a later one ends the process the usual way.
        using PosixSignalRegistration registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            long now = Stopwatch.GetTimestamp();
            long before = Interlocked.CompareExchange(ref first, now, 0);
            context.Cancel = before == 0 || Stopwatch.GetElapsedTime(before, now) < s_oneInterruption;
            interrupt.Cancel();
        });
        return CommandLineApp.Run(args, Terminal.OfProcess(), interrupt.Token);
    }
}
