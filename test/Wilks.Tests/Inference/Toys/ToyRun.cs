using Wilks.Inference;

namespace Wilks.Tests.Inference.Toys;

/// <summary>Runs tests with toys so that the test runner can stop them.</summary>
internal static class ToyRun
{
    public static ToyTestResult Of(ITestableModel model, ToyTestOptions options) => ToyTest.Run(model, options, null, TestContext.Current.CancellationToken);
}
