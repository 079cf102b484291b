using System.Xml.Linq;

namespace GatewayKit.Architecture;

public sealed class PackageTests
{
    /// <summary>A plugin that was built against 1.0 must load into every 1.x host.</summary>
    [Fact]
    public void An_assembly_has_the_major_version_and_no_more()
    {
        var major = int.Parse(XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"))
            .Descendants("VersionPrefix")
            .Single().Value
            .Split('.')[0]);

        Assert.All(
            Repository.Projects("src", "plugins").Select(CompiledAssembly.Of),
            assembly => Assert.Equal(new Version(major, 0, 0, 0), assembly.Version));
    }

    [Fact]
    public void Every_package_has_a_README_of_its_name_that_says_something()
        => Assert.All(Repository.Projects("src", "plugins"), project =>
        {
            var readme = File.ReadAllLines(Path.Combine(project.Folder, "README.md"));
            Assert.Equal("# " + project.Name, readme[0]);
            Assert.True(readme.Length > 5, $"{project.Name} has an empty README.");
        });

    [Fact]
    public void The_plugin_packages_are_named_after_their_folders()
        => Assert.All(Repository.Projects("plugins"), project =>
        {
            Assert.StartsWith("GatewayKit.Plugins.", project.Name, StringComparison.Ordinal);
            Assert.Equal(Path.GetFileName(project.Folder), project.Name);
        });

    [Fact]
    public void Every_project_is_in_the_solution()
        => Assert.All(
            Repository.Projects("src", "plugins", "samples", "tests"),
            project => Assert.Contains(
                Repository.Relative(project.Path).Replace('/', '\\'), Repository.Solution, StringComparison.Ordinal));

    /// <summary>Internal members change without notice, so another version of the package may not have them.</summary>
    [Fact]
    public void A_package_requires_its_own_version_of_those_whose_internal_members_it_uses()
    {
        var projects = Repository.Projects("src").Where(project => !project.Name.Contains("Analyzers", StringComparison.Ordinal)).ToList();

        Assert.All(projects, project => Assert.Equal(
            project.References.Where(name => projects.Single(other => other.Name == name).Friends.Contains(project.Name)),
            project.SameVersion));
    }

    /// <summary>So that it works with whatever sources the machine defines.</summary>
    [Fact]
    public void The_NuGet_configuration_clears_no_source_and_has_no_address()
    {
        var config = XDocument.Load(Path.Combine(Repository.Root, "nuget.config"));

        Assert.Empty(config.Descendants("clear"));
        Assert.DoesNotContain(config.Descendants().Attributes(), attribute => attribute.Value.Contains("://", StringComparison.Ordinal));

        // 'dotnet nuget add source' refuses a folder that is a source already: the first step of docs/writing-a-plugin.md adds one.
        Assert.Empty(config.Descendants("packageSources"));
    }
}
