using System.Text.Json;

namespace GatewayKit.Benchmarks.Compare;

public sealed class CompareRunTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly StringWriter _output = new();
    private readonly StringWriter _progress = new();
    private readonly string _json = Path.GetTempFileName();

    public void Dispose() => File.Delete(_json);

    [Fact]
    public async Task A_run_measures_bare_YARP_and_the_gateway()
    {
        string[] arguments =
        [
            "--scenarios", "small", "--variants", "gatewaykit-empty", "--rounds", "1", "--seconds", "0.2", "--warm-up", "0.2",
            "--processes", "1", "--connections", "2", "--rate", "100", "--json", _json,
        ];

        Assert.Equal(0, await CompareRun.RunAsync(arguments, _output, _progress).WaitAsync(s_patience));

        Assert.Contains("\n| small | ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n| gatewaykit-empty | ", _output.ToString(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_json));
        var variants = json.RootElement.GetProperty("scenarios")[0].GetProperty("variants");
        foreach (var name in (string[])["yarp", "gatewaykit-empty"])
        {
            var sample = variants.GetProperty(name).GetProperty("samples")[0].Deserialize<Sample>(JsonSerializerOptions.Web)!;
            Assert.All(Column.All, column => Assert.InRange(column.Of(sample), double.Epsilon, double.MaxValue));
            Assert.True(sample.P50 <= sample.P99 && sample.P99 <= sample.P999);
        }
    }

    [Fact]
    public async Task An_unknown_name_ends_the_run_before_it_starts()
    {
        Assert.Equal(2, await CompareRun.RunAsync(["--scenarios", "huge"], _output, _progress).WaitAsync(s_patience));

        Assert.StartsWith("--scenarios: 'huge' isn't known. Known: small,", _progress.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task The_list_names_each_scenario_and_each_variant()
    {
        Assert.Equal(0, await CompareRun.RunAsync(["--list"], _output, _progress).WaitAsync(s_patience));

        Assert.All(
            Scenarios.All.Select(scenario => scenario.Name).Concat(Variants.All.Select(variant => variant.Name)),
            name => Assert.Contains($"  {name} ", _output.ToString(), StringComparison.Ordinal));
    }
}
