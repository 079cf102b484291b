using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Templates;

/// <summary>The commands of <c>src/GatewayKit.Templates/README.md</c> and their parameters.</summary>
internal static class InstalledTemplates
{
    /// <summary>Builds and tests without warnings. The advisories of other people's packages are checked elsewhere.</summary>
    public const string Strict = "-warnaserror -p:NuGetAudit=false";

    public static async Task<Shell> ForNewcomerAsync()
    {
        var shell = await Newcomer.WithPackagesAsync();
        await shell.RunAsync("dotnet new install GatewayKit.Templates::1.0.0-preview.1");
        return shell;
    }
}
