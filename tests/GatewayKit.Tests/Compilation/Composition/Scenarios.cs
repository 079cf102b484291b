using CsCheck;

namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>Makes random configurations. About half of them are valid.</summary>
internal static class Scenarios
{
    private static readonly Gen<PluginStage?> s_stage = Gen.Frequency(
        (12, Gen.Const((PluginStage?)null)),
        (4, Gen.Int[(int)PluginStage.Authorization, (int)PluginStage.Origin].Select(s => (PluginStage?)s)),
        (1, Gen.Int[(int)PluginStage.Diagnostics, (int)PluginStage.Authentication].Select(s => (PluginStage?)s)));

    private static readonly Gen<Scenario> s_any = Gen.Select(
        List("early", "login", "guard", "late"),
        List("early", "guard", "late").Array[2], List("early", "login", "login", "guard", "late").Array[2],
        List("guard", "late", "late", "early").Array[3], List("guard", "late", "late", "early").Array[2],
        (global, clusters, routes, groups, consumers) => new Scenario(global, clusters, routes, groups, consumers).Labelled());

    public static Gen<(Scenario Scenario, Caller Stranger)> Any { get; } = Gen.Select(
        s_any, OneOf([.. Scenario.GroupNames, "other"]).Array[0, 4].Select(groups => new Caller("zoe", groups)));

    /// <summary>A list of entries of these plugins, of which a list may not have two with the same plugin and id.</summary>
    private static Gen<Entry[]> List(params string[] plugins)
    {
        var odd = Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)));
        var entry = Gen.Select(OneOf(plugins), OneOf<string?>(null, null, "x"), s_stage, odd, odd, odd,
            (plugin, id, stage, off, continues, answers) => new Entry(
                plugin, id, stage, !off, continues && plugin != "login" && plugin != "guard", answers));
        return entry.Array[0, 3].Select(list => list.DistinctBy(e => (e.Plugin, e.Id)).ToArray());
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
