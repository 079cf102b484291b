namespace GatewayKit.Benchmarks.Compare;

public sealed class ReportTests
{
    private static readonly Sample s_yarp = new(20, 1000, 3000, 30, 1, 2, 4, 50, KeptRate: true);

    [Fact]
    public void A_report_begins_with_the_ratios_of_all_scenarios()
        => Assert.Contains(
            """
            | scenario | gatewaykit-empty |
            | --- | ---: |
            | small | 0.50 |
            | h2 | 1.50 |

            """.ReplaceLineEndings("\n"),
            Report(Result("small", s_yarp with { CpuMicroseconds = 10 }), Result("h2", s_yarp with { CpuMicroseconds = 30 })),
            StringComparison.Ordinal);

    [Fact]
    public void A_scenario_has_the_values_and_their_ratios()
    {
        var report = Report(Result("small", new(10, 2000, 1500, 60, 2, 3, 1, 75, KeptRate: true)));

        Assert.Contains("\n| gatewaykit-empty | 10.0 | 2000 | 1500 | 60.0 | 2.00 | 3.00 | 1.00 | 75 |\n", report, StringComparison.Ordinal);
        Assert.Contains(
            "\n| gatewaykit-empty | 0.50 | 0.50 (0.50..0.50) | 2.00 | 0.50 | 2.00 | 2.00 | 1.50 | 0.25 | 1.50 |\n",
            report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_aim_that_was_measured_is_met_or_missed()
    {
        var report = Report(Result("small", s_yarp with { CpuMicroseconds = 13 }));

        Assert.Contains("\n| small: gatewaykit-empty, CPU to yarp | 0.65 | 0.65 | met |\n", report, StringComparison.Ordinal);
        Assert.DoesNotContain("small: gatewaykit-5-plugins", report, StringComparison.Ordinal);
        Assert.Contains(
            "\n| small: gatewaykit-empty, CPU to yarp | 0.65 | 0.70 | **missed** |\n",
            Report(Result("small", s_yarp with { CpuMicroseconds = 14 })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_aim_is_of_a_scenario_and_of_variants_that_it_measures_by_default()
        => Assert.All(Aim.All, aim => Assert.Superset(
            new HashSet<string> { aim.Base, aim.Variant },
            new CompareOptions().VariantsOf(Scenarios.Default.Single(s => s.Name == aim.Scenario)).Select(v => v.Name).ToHashSet()));

    [Fact]
    public void A_variant_without_figures_has_a_note()
        => Assert.EndsWith(
            "\n- nginx: not installed, skipped.\n",
            Report(Result("small", s_yarp) with { Notes = ["nginx: not installed, skipped."] }),
            StringComparison.Ordinal);

    [Fact]
    public void A_variant_that_is_slower_than_the_rate_has_a_note()
        => Assert.EndsWith(
            "\n- gatewaykit-empty: couldn't keep the rate, so its latencies are those of a queue.\n",
            Report(Result("small", s_yarp with { KeptRate = false })),
            StringComparison.Ordinal);

    [Fact]
    public void Without_bare_YARP_there_are_no_ratios()
    {
        var result = Result("small", s_yarp);
        var report = Report(result with { Samples = result.Samples.Where(v => v.Key != "yarp").ToDictionary() });

        Assert.DoesNotContain("Ratios", report, StringComparison.Ordinal);
        Assert.Contains("\n| gatewaykit-empty | 20.0 |", report, StringComparison.Ordinal);
    }

    private static string Report(params ScenarioResult[] results)
        => new Report(new CompareOptions(), Machine.Of(1, [0, 1], hasTaskset: true), results).ToMarkdown();

    private static ScenarioResult Result(string scenario, Sample empty) => new(
        Scenarios.All.Single(s => s.Name == scenario),
        Rate: 3200,
        new Dictionary<string, IReadOnlyList<Sample>> { ["yarp"] = [s_yarp, s_yarp], ["gatewaykit-empty"] = [empty, empty] },
        Notes: [],
        HasFailed: false);
}
