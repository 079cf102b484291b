using GatewayKit.Hosting;

namespace GatewayKit.Tests.Hosting;

public sealed class RuntimeCheckTests
{
    [Theory]
    [InlineData("10.0.0", "10.0.13")]
    [InlineData("10.0.12", "10.0.13")]
    [InlineData("10.0.13", null)]
    [InlineData("10.1.0", null)]
    [InlineData("11.0.0", null)]
    public void A_version_with_known_advisories_has_a_fix(string version, string? expected)
        => Assert.Equal(expected, RuntimeCheck.FindFix(new Version(version))?.ToString());
}
