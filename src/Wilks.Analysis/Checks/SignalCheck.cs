namespace Wilks.Analysis.Checks;

/// <summary>A signal that can't be seen: a small share of the background in every bin, and a small <c>√Σ s²/b</c>.</summary>
internal sealed class SignalCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context)
    {
        double share = 0, squares = 0;
        foreach (ChannelYields channel in context.Channels.Where(channel => context.IsFitted(channel.Name)))
        {
            for (int bin = 0; bin < channel.Total.Length; bin++)
            {
                double signal = Math.Abs(channel.Signal[bin]), background = channel.Background[bin];
                if (signal == 0) continue;
                share = Math.Max(share, background > 0 ? signal / background : double.PositiveInfinity);
                squares += background > 0 ? signal * signal / background : double.PositiveInfinity;
            }
        }

        if (share > 0 && share < context.Options.SignalShare && Math.Sqrt(squares) < context.Options.Sensitivity)
        {
            yield return new CheckFinding(FindingKind.SmallSignal, $"at most {Text.Number(100 * share)} % of the background in any bin") { Value = share, Threshold = context.Options.SignalShare };
        }
    }
}
