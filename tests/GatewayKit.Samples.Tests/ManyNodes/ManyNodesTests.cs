using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Samples.ManyNodes;

/// <summary>The sample as a user starts it: its gateways and its Redis are real, and one of the gateways is killed.</summary>
public sealed partial class ManyNodesTests
{
    [Fact]
    public async Task Three_gateways_admit_what_they_should_while_one_is_killed_and_Redis_hangs_and_forgets()
    {
        var (exitCode, output, errors) = await ManyNodesProcess.RunAsync();

        Assert.True(exitCode == 0, $"{output}\n{errors}");
        var admitted = Step().Matches(output).ToDictionary(
            step => step.Groups[1].Value, step => int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture));
        Assert.InRange(admitted["Three gateways"], 1, 100);
        Assert.InRange(admitted["Three gateways, prefetch: 10"], 1, 100);
        Assert.InRange(admitted["One gateway is killed and replaced"], 1, 100);
        Assert.Equal(300, admitted["Redis hangs, onStoreFailure: local"]);
        Assert.Equal(360, admitted["Redis hangs, onStoreFailure: allow"]);
        Assert.Equal(0, admitted["Redis hangs, onStoreFailure: deny"]);
        Assert.InRange(admitted["Redis answers again"], 22, 52);
        Assert.InRange(admitted["Redis is flushed"], 101, 200);
    }

    [Theory]
    [InlineData("localhost", "'localhost' isn't an address, such as localhost:6379.")]
    [InlineData("127.0.0.1:1", "Redis doesn't answer at 127.0.0.1:1.")]
    public async Task A_server_that_does_not_answer_is_an_error(string address, string expected)
    {
        var (exitCode, _, errors) = await ManyNodesProcess.RunAsync(address);

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(.+?) {2,}\d+ +(\d+)   ", RegexOptions.Multiline)]
    private static partial Regex Step();
}
