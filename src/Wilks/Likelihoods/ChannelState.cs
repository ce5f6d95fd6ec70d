using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>What an evaluator keeps of one channel between calls: its data, its γ, and which way through the bins it takes.</summary>
internal sealed class ChannelState
{
    public ChannelState(TemplateChannel channel, CoordinateMap map, bool[] isEliminated, IReadOnlyList<Parameter> parameters, bool clipsBins, bool holdsRates)
    {
        Channel = channel;
        Slots = [.. channel.Slots.Select((_, slot) => new SlotState(channel, slot, isEliminated[slot], parameters))];
        Coordinates = [.. channel.Parameters.Select(p => map.CoordinateOf[p])];
        Observed = new double[channel.Stride];
        Rates = new double[channel.Stride];
        Multipliers = new double[channel.Stride];
        if (!holdsRates) Array.Fill(Multipliers, PoissonTerm.Unconditional, 0, channel.BinCount);
        EliminatedSlots = [.. Slots.Where(s => s.IsEliminated)];
        EliminatedOf = [.. channel.Classes.Select(c => Array.IndexOf(EliminatedSlots, c.Select(k => Slots[k]).FirstOrDefault(s => s.IsEliminated)))];
        bool isOneLocal = Slots.Length == 1 && Slots[0].IsEliminated;
        ActiveClasses = [.. Enumerable.Range(0, channel.Classes.Length).Where(g => channel.Samples.Any(s => s.Class == g && !s.IsConstant))];
        IsSimple = !clipsBins && (Slots.Length == 0 || isOneLocal);
        ClassA = Array.FindIndex(channel.Classes, c => c.Length == 0);
        ClassB = isOneLocal ? Array.FindIndex(channel.Classes, c => c.Length == 1) : -1;
    }

    /// <summary>The compiled channel.</summary>
    public TemplateChannel Channel { get; }

    /// <summary>Whether the channel is kept out of the likelihood.</summary>
    public bool IsMasked { get; init; }

    /// <summary>Its per-bin factors.</summary>
    public SlotState[] Slots { get; }

    /// <summary>Those of them that are profiled.</summary>
    public SlotState[] EliminatedSlots { get; }

    /// <summary>For each class the place of its profiled slot in <see cref="EliminatedSlots"/>, or −1; a class has at most one.</summary>
    public int[] EliminatedOf { get; }

    /// <summary>The classes whose rates depend on scalar parameters.</summary>
    public int[] ActiveClasses { get; }

    /// <summary>Local parameter → coordinate.</summary>
    public int[] Coordinates { get; }

    /// <summary>The observed counts, with the stride of the channel.</summary>
    public double[] Observed { get; }

    /// <summary>The rates at the last evaluation.</summary>
    public double[] Rates { get; }

    /// <summary>λ of the condition ν ≥ 0 of empty bins, see <see cref="PoissonTerm"/>.</summary>
    public double[] Multipliers { get; }

    /// <summary>Whether any λ is not zero.</summary>
    public bool HasMultipliers { get; private set; }

    /// <summary>Whether the rate is A + γB with at most one γ, profiled, per bin: the fast way.</summary>
    public bool IsSimple { get; }

    /// <summary>The class without per-bin factors, or −1.</summary>
    public int ClassA { get; }

    /// <summary>The class with the one profiled factor, or −1.</summary>
    public int ClassB { get; }

    /// <summary>Sets λ to what the condition pushes with at the last evaluation; the largest change of λ/κ, in units of the rate.</summary>
    public double UpdateMultipliers()
    {
        double largest = 0;
        HasMultipliers = false;
        for (int bin = 0; bin < Channel.BinCount; bin++)
        {
            double push = Observed[bin] > 0 ? 0 : PoissonTerm.Push(Rates[bin], Multipliers[bin]);
            largest = Math.Max(largest, Math.Abs(push - Multipliers[bin]) / PoissonTerm.Stiffness);
            Multipliers[bin] = push;
            HasMultipliers |= push > 0;
        }

        return largest;
    }

    /// <summary>Takes the λ of the same channel of another evaluator.</summary>
    public void TakeMultipliers(ChannelState other)
    {
        other.Multipliers.CopyTo(Multipliers, 0);
        HasMultipliers = other.HasMultipliers;
    }

    /// <summary>Forgets all λ.</summary>
    public void ClearMultipliers()
    {
        Array.Clear(Multipliers);
        HasMultipliers = false;
    }
}
