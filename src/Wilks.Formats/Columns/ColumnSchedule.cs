namespace Wilks.Formats.Columns;

/// <summary>Which buffer each node of a program writes to; a buffer is used again once nobody needs what is in it, so that a block stays in the cache.</summary>
internal sealed class ColumnSchedule
{
    internal ColumnSchedule(ColumnProgram program)
    {
        PlanGraph graph = program.Graph;
        Slots = new int[graph.Nodes.Count];
        int[] lastUse = LastUses(program);
        Stack<int> free = new();
        foreach (int id in program.Order)
        {
            Slots[id] = free.Count > 0 && !IsPermanent(graph[id]) ? free.Pop() : SlotCount++;
            PlanNode node = graph[id];
            Free(graph, free, lastUse, id, node.A);
            if (node.B != node.A) Free(graph, free, lastUse, id, node.B);
            if (node.C != node.A && node.C != node.B) Free(graph, free, lastUse, id, node.C);
        }
    }

    internal int SlotCount { get; }

    /// <summary>By node.</summary>
    internal int[] Slots { get; }

    // Constants are filled once, and columns may be borrowed.
    private static bool IsPermanent(PlanNode node) => node.Operation is PlanOperation.Constant or PlanOperation.Column;

    private void Free(PlanGraph graph, Stack<int> free, int[] lastUse, int user, int operand)
    {
        if (operand >= 0 && lastUse[operand] == user && !IsPermanent(graph[operand])) free.Push(Slots[operand]);
    }

    private static int[] LastUses(ColumnProgram program)
    {
        int[] last = new int[program.Graph.Nodes.Count];
        foreach (int id in program.Order)
        {
            PlanNode node = program.Graph[id];
            if (node.A >= 0) last[node.A] = id;
            if (node.B >= 0) last[node.B] = id;
            if (node.C >= 0) last[node.C] = id;
        }

        return last;
    }
}
