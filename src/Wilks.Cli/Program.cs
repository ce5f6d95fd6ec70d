using System.Runtime.InteropServices;

namespace Wilks.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var interrupt = new CancellationTokenSource();
        // The first Ctrl-C asks the work to stop; a second one ends the process the usual way.
        using PosixSignalRegistration registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        });
        return CommandLineApp.Run(args, Terminal.OfProcess(), interrupt.Token);
    }
}
