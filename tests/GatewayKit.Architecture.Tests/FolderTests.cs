using System.Text.RegularExpressions;

namespace GatewayKit.Architecture;

/// <summary>The floors of the core (docs/decisions/0016-floors-of-the-core.md).</summary>
public sealed partial class FolderTests
{
    /// <summary>From the lowest floor to the highest. A folder may use those on the floors below its own.</summary>
    private static readonly string[][] s_floors =
    [
        ["Configuration", "Counters", "Telemetry"],
        ["Responses"],
        ["Edge", "Plugins"],
        ["Compilation", "Schema"],
        ["Pipeline"],
        ["Proxy"],
        ["Runtime"],
        ["Explaining", "Hosting"],
    ];

    private static readonly CoreFolders s_core = CoreFolders.Read(Path.Combine(AppContext.BaseDirectory, "GatewayKit.dll"));

    [Fact]
    public void Every_folder_of_the_core_is_on_a_floor()
        => Assert.Equal(
            s_floors.SelectMany(floor => floor).Order(StringComparer.Ordinal),
            Repository.Files("*.cs", "src/GatewayKit").Select(file => FolderOf(file).Split('/')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_folder_of_the_core_uses_only_the_floors_below_it()
        => AssertNone(s_core.Arrows.SelectMany(arrows => arrows)
            .Where(arrow => !IsYarp(arrow) && RoomOf(arrow.From!) != RoomOf(arrow.To!) && FloorOf(arrow.From!) <= FloorOf(arrow.To!)));

    [Fact]
    public void No_folders_of_the_core_use_each_other_in_a_circle()
    {
        var rest = s_core.Arrows.ToDictionary(arrows => arrows.Key, arrows => arrows.Where(arrow => !IsYarp(arrow)).ToList());
        while (rest.Where(folder => !folder.Value.Exists(arrow => rest.ContainsKey(arrow.To!))).Select(folder => folder.Key).ToList() is { Count: > 0 } ends)
            ends.ForEach(folder => rest.Remove(folder));

        AssertNone(rest.Values.SelectMany(arrows => arrows).Where(arrow => rest.ContainsKey(arrow.To!)));
    }

    /// <summary>Routes and clusters of the configuration have YARP's form; what runs YARP is in one folder.</summary>
    [Fact]
    public void Only_the_proxy_and_those_who_start_and_explain_it_know_how_YARP_runs()
        => AssertNone(s_core.Arrows.SelectMany(arrows => arrows)
            .Where(arrow => IsYarp(arrow) && arrow.To != "Yarp.ReverseProxy.Configuration" && RoomOf(arrow.From!) is not ("Proxy" or "Hosting" or "Explaining" or "Schema")));

    [Fact]
    public void A_namespace_of_the_core_is_the_path_of_its_folder()
        => Assert.All(Repository.Files("*.cs", "src/GatewayKit"), file =>
        {
            var name = Namespace().Match(File.ReadAllText(file)).Groups[1].Value;
            Assert.True(
                name == "GatewayKit." + FolderOf(file).Replace('/', '.') || (name.StartsWith("Microsoft.", StringComparison.Ordinal) && FolderOf(file) == "Hosting"),
                $"{Repository.Relative(file)} is in the namespace '{name}'.");
        });

    private static void AssertNone(IEnumerable<FolderArrow> forbidden)
    {
        var lines = forbidden.Select(arrow => $"{arrow.From} -> {arrow.To}: {arrow.Reason}").ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static bool IsYarp(FolderArrow arrow) => arrow.To!.StartsWith("Yarp.", StringComparison.Ordinal);

    private static int FloorOf(string folder) => Array.FindIndex(s_floors, floor => floor.Contains(RoomOf(folder)));

    private static string RoomOf(string folder) => folder.Split('/')[0];

    private static string FolderOf(string file)
        => Path.GetRelativePath(Path.Combine(Repository.Root, "src", "GatewayKit"), Path.GetDirectoryName(file)!).Replace('\\', '/');

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
