namespace Wilks.Cli;

/// <summary>What the process ends with. A contract: scripts depend on it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int NotToBeTrusted = 1;
    public const int BadInput = 2;
    public const int InternalError = 3;
    public const int Interrupted = 130;
}
