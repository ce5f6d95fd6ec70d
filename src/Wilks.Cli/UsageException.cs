namespace Wilks.Cli;

/// <summary>The command line can't be obeyed; the message is one line for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
