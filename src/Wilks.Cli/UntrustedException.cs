namespace Wilks.Cli;

/// <summary>A number that a verb builds on is not to be trusted; nothing is printed.</summary>
internal sealed class UntrustedException(string message) : Exception(message);
