using System.Reflection;
using System.Text.RegularExpressions;
using GatewayKit.Schema;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Docs;

/// <summary>
/// The tables of options in the READMEs of the plugins and of GatewayKit.Acme, each below a comment with the name of its record. With
/// <c>UPDATE_DOCS=1</c>, the test writes them instead of checking them.
/// </summary>
public sealed partial class OptionsTableTests
{
    public static TheoryData<string> Plugins => [.. FirstPartyPlugins.Assemblies.Select(a => a.GetName().Name!)];

    public static TheoryData<string> Projects
        => ["src/GatewayKit.Acme", .. FirstPartyPlugins.Assemblies.Select(a => $"plugins/{a.GetName().Name}")];

    [Theory, MemberData(nameof(Projects))]
    public void The_tables_are_those_of_the_option_records(string project)
    {
        var path = Path.Combine(Repository.Root, project, "README.md");
        var text = File.ReadAllText(path);
        var name = Path.GetFileName(project);
        var assembly = Assembly.Load(name);

        var updated = Table().Replace(text, match => $"<!-- options: {match.Groups["record"].Value} -->\n\n"
            + OptionsTable.Markdown(assembly.GetType($"{name}.{match.Groups["record"].Value}", throwOnError: true)!));

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, updated);
        else
            Assert.Equal(updated, text);
    }

    [Theory, MemberData(nameof(Plugins))]
    public void Each_record_of_options_has_a_table(string plugin)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "plugins", plugin, "README.md"));

        Assert.Equal(
            Assembly.Load(plugin).GetExportedTypes()
                .SelectMany(t => t.GetCustomAttributes<GatewayPluginAttribute>().Select(a => a.OptionsType)
                    .Concat(t.GetCustomAttributes<ConsumerCredentialAttribute>().Select(a => a.CredentialType)))
                .Where(t => t != typeof(NoOptions)).Select(t => t.Name).Order(),
            Table().Matches(text).Select(m => m.Groups["record"].Value).Order());
    }

    [Fact]
    public void Every_plugin_is_checked()
        => Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "plugins"), "GatewayKit.Plugins.*").Select(Path.GetFileName).Order(),
            FirstPartyPlugins.Assemblies.Select(a => a.GetName().Name).Order());

    [GeneratedRegex(@"^<!-- options: (?<record>\w+) -->\n\n(\|.*\n)*", RegexOptions.Multiline)]
    private static partial Regex Table();
}
