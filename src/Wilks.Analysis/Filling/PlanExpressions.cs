using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Analysis.Filling;

/// <summary>The expressions of a plan, each text once for each use; what is wrong with them goes to the findings.</summary>
internal sealed class PlanExpressions(IEventTable table, ColumnDialect dialect, FillFindings findings)
{
    private readonly ColumnSchema _schema = new(table.Columns);
    private readonly Dictionary<(string, ColumnUse), int> _known = [];
    private readonly Dictionary<(string, ColumnUse), ColumnExpressionException> _wrong = [];
    private readonly List<ColumnRequest> _requests = [];

    /// <summary>The expressions in the order of the outputs.</summary>
    public IReadOnlyList<ColumnRequest> Requests => _requests;

    /// <summary>Whether any can't be used.</summary>
    public bool HasProblems { get; private set; }

    /// <summary>Whether an output is a list per row.</summary>
    public bool IsList(int output) => output >= 0 && _requests[output].Expression.Depth > 0;

    /// <summary>Whether an output may be absent in a row.</summary>
    public bool HasPresence(int output) => _requests[output].Expression.HasIndices;

    /// <summary>The output of an expression; −1 when it can't be used.</summary>
    public int Find(string text, ColumnUse use, FillRequest request)
    {
        if (_known.TryGetValue((text, use), out int known)) return known;
        if (!_wrong.TryGetValue((text, use), out ColumnExpressionException? problem))
        {
            try
            {
                var made = new ColumnRequest(ColumnExpression.Parse(text, dialect, _schema), use);
                // Lists where one value is needed are refused here, not with all others.
                if (made.Expression.Depth > 0 && use != ColumnUse.Variable) _ = ColumnProgram.Compile([made]);
                _requests.Add(made);
                return _known[(text, use)] = _requests.Count - 1;
            }
            catch (ColumnExpressionException exception)
            {
                _wrong[(text, use)] = problem = exception;
            }
        }

        HasProblems = true;
        findings.Expression(request, use, problem, table);
        return -1;
    }

    /// <summary>Tells that a list per event has several axes.</summary>
    public void Refuse(FillRequest request, int output)
    {
        HasProblems = true;
        findings.ListOfAxes(request, _requests[output].Expression.Text);
    }
}
