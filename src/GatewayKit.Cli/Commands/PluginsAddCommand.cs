using System.CommandLine;
using GatewayKit.Cli.Packages;
using NuGet.Packaging;
using NuGet.Versioning;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins add</c>: adds a plugin from a NuGet package.</summary>
internal static class PluginsAddCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("PACKAGE") { Description = "A package's id, or a .nupkg file" };
        var version = new Option<string?>("--version") { Description = "The exact version [default: the highest]", HelpName = "V" };
        var source = new Option<string?>("--source")
        {
            Description = "The package source: a URL, a folder or a name [default: the sources of nuget.config]",
            HelpName = "S",
        };
        var prerelease = new Option<bool>("--prerelease") { Description = "Allow a prerelease version" };
        var trust = new Option<bool>("--trust")
        {
            Description = "Load the plugin once to check it, which runs its code; by default, only its metadata is read",
        };
        var plugins = PluginsFolder.Option();

        var command = new Command("add", "Add a plugin and its dependencies from a NuGet package. A running gateway loads it.")
        {
            package, version, source, prerelease, trust, plugins,
        };
        command.SetAction((result, cancellation) => AddAsync(
            result.GetRequiredValue(package), ParseVersion(result.GetValue(version)), result.GetValue(prerelease), result.GetValue(source),
            PluginsFolder.Of(result.GetValue(plugins)), result.GetValue(trust), cancellation));
        return command;
    }

    private static async Task<int> AddAsync(string package,
        NuGetVersion? version, bool prerelease, string? source, string folder, bool isTrusted, CancellationToken cancellation)
    {
        var isFile = package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);
        if (isFile && !File.Exists(package))
            throw new ToolException($"the file '{package}' doesn't exist.");
        if (isFile && version is not null)
            throw new ToolException("--version: a package file has only one version. Remove the option.");
        if (!isFile && !PackageIdValidator.IsValidPackageId(package))
            throw new ToolException($"'{package}' is neither a package id nor a .nupkg file.");

        using var feed = new PackageFeed(PackageSources.Load(source, Directory.GetCurrentDirectory()));
        using var plugins = new PluginsDirectory(folder);
        var installer = new PackageInstaller(plugins, feed, isTrusted);
        Write(folder, isFile
            ? await installer.AddFileAsync(package, cancellation).ConfigureAwait(false)
            : await installer.AddAsync(package, version, prerelease, cancellation).ConfigureAwait(false), isTrusted);
        PluginsFolder.WarnOfLock(folder);
        return 0;
    }

    private static NuGetVersion? ParseVersion(string? text)
        => text is null ? null
            : NuGetVersion.TryParse(text, out var version) ? version
            : throw new ToolException($"--version: '{text}' isn't a version; it must be a version such as 1.2.3 or 1.2.3-preview.1.");

    private static void Write(string folder, AddedPlugin added, bool isTrusted)
    {
        var package = added.Package;
        Console.WriteLine($"{(added.Replaced ? "Replaced" : "Added")} {Path.Combine(folder, added.Folder)} with the plugins "
            + $"{string.Join(", ", added.Plugins)}.");
        Console.WriteLine($"package    {package.Id} {package.Version} from {package.Source}");
        Console.WriteLine($"sha512     {package.Sha512}");
        Console.WriteLine($"signature  {(package.Signer is null ? "none" : ErrorList.OneLine(package.Signer))}");
        Console.WriteLine($"checked    {(isTrusted ? "loaded once" : "metadata only; its code didn't run")}");
        foreach (var dependency in package.Dependencies)
            Console.WriteLine($"with       {dependency.Id} {dependency.Version} from {dependency.Source}, sha512 {dependency.Sha512}");
    }
}
