namespace Wilks.Formats.Hs3;

/// <summary>How a check of the HS3 test suite ended.</summary>
public enum Hs3CheckOutcome
{
    /// <summary>Every number is within the tolerance.</summary>
    Passed,

    /// <summary>A number is outside the tolerance, or an object is missing.</summary>
    Failed,

    /// <summary>Something that the check needs is not read yet.</summary>
    Unsupported,
}

/// <summary>One check of the HS3 test suite that was run.</summary>
/// <param name="Id">Its name in the file of expected values.</param>
/// <param name="Kind">Its kind, such as <c>twice_delta_nll_scan</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What was found, in words; empty when it passed.</param>
public sealed record Hs3Check(string Id, string Kind, Hs3CheckOutcome Outcome, string Message);
