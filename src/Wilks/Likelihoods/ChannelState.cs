using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>What an evaluator keeps of one channel between calls: its data, its γ, and which way through the bins it takes.</summary>
internal sealed class ChannelState
{
    public ChannelState(TemplateChannel channel, CoordinateMap map, bool[] isEliminated, IReadOnlyList<Parameter> parameters, bool clipsBins)
    {
        Channel = channel;
        Slots = [.. channel.Slots.Select((_, slot) => new SlotState(channel, slot, isEliminated[slot], parameters))];
        Coordinates = [.. channel.Parameters.Select(p => map.CoordinateOf[p])];
        Observed = new double[channel.Stride];
        EliminatedSlots = [.. Slots.Where(s => s.IsEliminated)];
        EliminatedOf = [.. channel.Classes.Select(c => Array.IndexOf(EliminatedSlots, c.Select(k => Slots[k]).FirstOrDefault(s => s.IsEliminated)))];
        bool isOneLocal = Slots.Length == 1 && Slots[0].IsEliminated;
        IsSimple = !clipsBins && (Slots.Length == 0 || isOneLocal);
        ClassA = Array.FindIndex(channel.Classes, c => c.Length == 0);
        ClassB = isOneLocal ? Array.FindIndex(channel.Classes, c => c.Length == 1) : -1;
    }

    /// <summary>The compiled channel.</summary>
    public TemplateChannel Channel { get; }

    /// <summary>Its per-bin factors.</summary>
    public SlotState[] Slots { get; }

    /// <summary>Those of them that are profiled.</summary>
    public SlotState[] EliminatedSlots { get; }

    /// <summary>For each class the place of its profiled slot in <see cref="EliminatedSlots"/>, or −1; a class has at most one.</summary>
    public int[] EliminatedOf { get; }

    /// <summary>Local parameter → coordinate.</summary>
    public int[] Coordinates { get; }

    /// <summary>The observed counts, with the stride of the channel.</summary>
    public double[] Observed { get; }

    /// <summary>Whether the rate is A + γB with at most one γ, profiled, per bin: the fast way.</summary>
    public bool IsSimple { get; }

    /// <summary>The class without per-bin factors, or −1.</summary>
    public int ClassA { get; }

    /// <summary>The class with the one profiled factor, or −1.</summary>
    public int ClassB { get; }
}
