namespace GatewayKit.Architecture;

/// <summary>The floors of the projects that have folders (docs/decisions/0016-floors-of-the-core.md,
/// 0018-three-openapi-assemblies.md).</summary>
public sealed class FolderTests
{
    private static readonly Dictionary<string, FloorPlan> s_plans = new[]
    {
        new FloorPlan(
            "GatewayKit",
            ["Configuration", "Counters", "Telemetry"],
            ["Responses", "Statistics"],
            ["Edge", "Plugins"],
            ["Masking", "Tls"],
            ["Compilation", "Schema"],
            ["Pipeline"],
            ["Proxy"],
            ["Listening"],
            ["Runtime"],
            ["Explaining", "Hosting"],
            ["Planning"]),
        new FloorPlan(
            "GatewayKit.JsonSchema",
            ["Values"],
            ["Documents"],
            ["Options"],
            ["Evaluation"],
            ["Reading"],
            ["Patterns"],
            ["Formats"],
            ["Keywords"],
            ["Compilation"],
            [""]),
        new FloorPlan(
            "GatewayKit.OpenApi",
            ["Model"],
            ["Content", "Fixtures", "Reading"],
            ["Comparing", "Validation", "Writing"],
            ["Matching"]),
        new FloorPlan(
            "GatewayKit.OpenApi.Http",
            [""]),
        new FloorPlan(
            "GatewayKit.OpenApi.Mocking",
            ["Choosing", "Examples", "Security"],
            ["State"],
            ["Options"],
            ["Answering"],
            [""]),
    }.ToDictionary(plan => plan.Project);

    public static TheoryData<string> Projects => [.. s_plans.Keys];

    [Theory, MemberData(nameof(Projects))]
    public void Every_folder_is_on_a_floor(string project)
        => Assert.Equal(
            s_plans[project].Folders.Order(StringComparer.Ordinal),
            SourceFile.All(project).Select(file => RoomOf(file.Folder)).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Projects))]
    public void Every_type_is_in_a_file_with_its_name(string project) => Assert.Empty(s_plans[project].Assembly.Unplaced);

    [Theory, MemberData(nameof(Projects))]
    public void A_folder_uses_only_the_floors_below_it(string project)
        => AssertNone(ArrowsOf(project)
            .Where(arrow => RoomOf(arrow.From!) != RoomOf(arrow.To!)
                && s_plans[project].FloorOf(RoomOf(arrow.From!)) <= s_plans[project].FloorOf(RoomOf(arrow.To!))));

    [Theory, MemberData(nameof(Projects))]
    public void No_folders_use_each_other_in_a_circle(string project)
    {
        var rest = ArrowsOf(project).GroupBy(arrow => arrow.From!).ToDictionary(arrows => arrows.Key, arrows => arrows.ToList());
        while (rest
            .Where(folder => !folder.Value.Exists(arrow => rest.ContainsKey(arrow.To!)))
            .Select(folder => folder.Key)
            .ToList() is { Count: > 0 } ends)
            ends.ForEach(folder => rest.Remove(folder));

        AssertNone(rest.Values.SelectMany(arrows => arrows).Where(arrow => rest.ContainsKey(arrow.To!)));
    }

    /// <summary>Routes and clusters of the configuration have YARP's form; what runs YARP is in one folder.</summary>
    [Fact]
    public void Only_the_proxy_and_those_who_start_and_explain_it_know_how_YARP_runs()
        => AssertNone(s_plans["GatewayKit"].Assembly.Arrows.SelectMany(arrows => arrows)
            .Where(arrow => IsYarp(arrow)
                && arrow.To != "Yarp.ReverseProxy.Configuration"
                && RoomOf(arrow.From!) is not ("Proxy" or "Hosting" or "Explaining" or "Schema")));

    [Fact]
    public void A_namespace_of_the_core_is_the_path_of_its_folder()
        => Assert.All(SourceFile.All("GatewayKit"), file => Assert.True(
            file.Namespace == NamespaceOf("GatewayKit", file.Folder)
                || (file.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal) && file.Folder == "Hosting"),
            $"{file.Folder}/{file.Name} is in the namespace '{file.Namespace}'."));

    /// <summary>The folders of a library are for those who work on it.
    /// Users get few namespaces, so a public type may be in the one of a folder above.</summary>
    [Theory]
    [InlineData("GatewayKit.JsonSchema")]
    [InlineData("GatewayKit.OpenApi")]
    [InlineData("GatewayKit.OpenApi.Http")]
    [InlineData("GatewayKit.OpenApi.Mocking")]
    public void A_namespace_of_a_library_is_the_path_of_its_folder_or_for_public_types_of_one_above(string project)
        => Assert.All(SourceFile.All(project), file => Assert.True(
            file.Namespace == NamespaceOf(project, file.Folder)
                || (file.IsPublic
                    && file.Namespace.StartsWith(project, StringComparison.Ordinal)
                    && NamespaceOf(project, file.Folder).StartsWith(file.Namespace + ".", StringComparison.Ordinal)),
            $"{file.Folder}/{file.Name} is in the namespace '{file.Namespace}'."));

    private static void AssertNone(IEnumerable<FolderArrow> forbidden)
    {
        var lines = forbidden.Select(arrow => $"{arrow.From} -> {arrow.To}: {arrow.Reason}").ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static IEnumerable<FolderArrow> ArrowsOf(string project)
        => s_plans[project].Assembly.Arrows.SelectMany(arrows => arrows).Where(arrow => !IsYarp(arrow));

    private static bool IsYarp(FolderArrow arrow) => arrow.To!.StartsWith("Yarp.", StringComparison.Ordinal);

    private static string NamespaceOf(string project, string folder)
        => folder.Length == 0 ? project : $"{project}.{folder.Replace('/', '.')}";

    private static string RoomOf(string folder) => folder.Split('/')[0];
}
