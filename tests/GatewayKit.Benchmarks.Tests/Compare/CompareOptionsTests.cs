namespace GatewayKit.Benchmarks.Compare;

public sealed class CompareOptionsTests
{
    [Fact]
    public void The_default_run_has_scenarios_and_two_processes_of_each_variant()
    {
        var options = CompareOptions.Parse([]);

        Assert.Equal(2, options.Processes);
        Assert.Null(options.Variants);
        Assert.Equal(Scenarios.Default, options.Scenarios);
    }

    [Fact]
    public void Each_option_is_read()
    {
        var options = CompareOptions.Parse(
        [
            "--scenarios", "h2,tls", "--variants", "gatewaykit-empty, nginx", "--rounds", "5", "--seconds", "1.5", "--warm-up", "3",
            "--processes", "4", "--connections", "200", "--rate", "3200", "--cores", "2", "--json", "result.json", "--list",
        ]);

        Assert.Equal(["h2", "tls"], options.Scenarios.Select(scenario => scenario.Name));
        Assert.Equal(["gatewaykit-empty", "nginx"], options.Variants!.Select(variant => variant.Name));
        Assert.Equal(
            (5, 1.5, 3.0, 4, 200, 3200.0, 2, "result.json", true),
            (options.Rounds, options.Seconds, options.WarmUp, options.Processes, options.Connections, options.Rate, options.Cores,
                options.Json, options.IsList));
    }

    [Fact]
    public void Other_options_have_precedence_over_the_quick_run_in_any_order()
    {
        var options = CompareOptions.Parse(["--rounds", "7", "--quick"]);

        Assert.Equal((7, Scenarios.Quick.Count), (options.Rounds, options.Scenarios.Count));
    }

    [Theory]
    [InlineData("--scenarios: 'smal' isn't known. Known: small, connections-1000,", "--scenarios", "small,smal")]
    [InlineData("--variants: 'envoy' isn't known. Known: yarp, yarp-again, gatewaykit-empty,", "--variants", "envoy")]
    [InlineData("--rounds is '0'; it must be an integer between 1 and 1000.", "--rounds", "0")]
    [InlineData("--rounds is '1.5'; it must be an integer between 1 and 1000.", "--rounds", "1.5")]
    [InlineData("--seconds is 'long'; it must be a number between 0.2 and 60.", "--seconds", "long")]
    [InlineData("--rate is 'NaN'; it must be a number between 1 and 1000000.", "--rate", "NaN")]
    [InlineData("'--json' has no value.", "--json")]
    [InlineData("'--rounds' has no value.", "--rounds", "--quick")]
    [InlineData("'--round' isn't an option. Usage:", "--round", "3")]
    public void An_invalid_option_gets_an_error_with_the_valid_ones(string error, params string[] arguments)
        => Assert.StartsWith(
            error, Assert.Throws<ArgumentException>(() => CompareOptions.Parse(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_variants_of_each_scenario_exist()
        => Assert.All(
            Scenarios.All.SelectMany(scenario => scenario.Variants),
            name => Assert.Contains(Variants.All, variant => variant.Name == name));

    [Fact]
    public void Names_are_unique()
    {
        string[] names = [.. Scenarios.All.Select(scenario => scenario.Name), .. Variants.All.Select(variant => variant.Name)];

        Assert.Equal(names, names.Distinct());
    }
}
