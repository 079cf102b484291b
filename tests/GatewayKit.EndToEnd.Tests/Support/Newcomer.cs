using GatewayKit.Docs;

namespace GatewayKit.EndToEnd.Support;

/// <summary>A user who has the .NET SDK and the packages, with settings, templates and tools of their own.</summary>
internal static class Newcomer
{
    // MSBuild and the test platform tell their child processes about themselves. A newcomer's shell has none of that.
    private static readonly string[] s_notInherited = ["MSBUILD", "VSTEST", "GATEWAYKIT_", "DOTNET_HOST_PATH"];

    /// <summary>Opens a shell in an empty folder. Its only way to the packages is a source of NuGet.</summary>
    public static async Task<Shell> WithPackagesAsync()
    {
        var shell = WithPackedSourceTree();
        await shell.RunAsync("""dotnet nuget add source "$PWD/packages-local" --name gatewaykit""");
        return shell.In("../work");
    }

    /// <summary>Opens a shell in a folder that has what <c>dotnet pack</c> leaves in the source tree, and nothing else.</summary>
    public static Shell WithPackedSourceTree()
    {
        var folder = RunFolder.New();
        var shell = new Shell(
            Directory.CreateDirectory(Path.Combine(folder, "source")).FullName, Environment(Path.Combine(folder, "home")));
        Directory.CreateSymbolicLink(shell["packages-local"], PackageFolder.Path);
        return shell;
    }

    private static Dictionary<string, string?> Environment(string home)
    {
        CopyNuGetSettings(home);
        var variables = System.Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => s_notInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(name => name, _ => (string?)null);
        variables["DOTNET_CLI_HOME"] = home;
        // Packages are unpacked once for all tests, but not where the machine may have others of the same version.
        variables["NUGET_PACKAGES"] = Path.Combine(RunFolder.Path, "nuget");
        variables["PATH"] = Path.Combine(home, ".dotnet", "tools") + Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH");
        variables["DOTNET_NOLOGO"] = variables["DOTNET_CLI_TELEMETRY_OPTOUT"] = variables["MSBUILDDISABLENODEREUSE"] = "1";
        variables["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        variables["DOTNET_CLI_UI_LANGUAGE"] = "en";
        variables["MSBUILDTERMINALLOGGER"] = "off";
        return variables;
    }

    /// <summary>Where a machine gets packages of others from is its own matter.</summary>
    private static void CopyNuGetSettings(string home)
    {
        var settings = new DirectoryInfo(
            Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "NuGet"));
        var copy = Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet")).FullName;
        if (settings.Exists)
            Files.Copy(settings, copy, _ => true);
    }
}
