using System.Globalization;

namespace GatewayKit.Tests.Shared;

/// <summary>The number of generated cases of a test. <c>GATEWAYKIT_CASES</c> multiplies it: CI runs twice as many.</summary>
internal static class Cases
{
    private static readonly int s_factor = Environment.GetEnvironmentVariable("GATEWAYKIT_CASES") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : 1;

    /// <summary>Returns the number of cases that a test generates.</summary>
    /// <param name="usual">The number without the variable.</param>
    public static int Of(int usual) => usual * s_factor;
}
