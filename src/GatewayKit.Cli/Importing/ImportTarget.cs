using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration;

namespace GatewayKit.Cli.Importing;

/// <summary>The files that an import writes: a configuration, or stdout, and an OpenAPI document.</summary>
/// <param name="openApi">The OpenAPI document.</param>
/// <param name="output">The configuration; <c>-</c> for stdout.</param>
/// <param name="force">Whether existing files are replaced.</param>
internal sealed class ImportTarget(string openApi, string output, bool force)
{
    /// <summary>Gets the name of the OpenAPI document.</summary>
    public string OpenApi => openApi;

    /// <summary>Gets the name of the configuration in messages.</summary>
    public string Name => IsStdout ? "The configuration" : output;

    /// <summary>Gets the base folder of relative paths in the configuration.</summary>
    public string Folder { get; } = output == "-" ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(output))!;

    private bool IsStdout => output == "-";

    /// <summary>Creates the option for the OpenAPI document.</summary>
    public static Option<string> OpenApiOption() => new("--openapi")
    {
        Description = "The OpenAPI document to write",
        HelpName = "FILE",
        DefaultValueFactory = _ => "openapi.json",
    };

    /// <summary>Creates the option for the configuration.</summary>
    public static Option<string> OutputOption() => new("--output", "-o")
    {
        Description = "The configuration to write; - for stdout",
        HelpName = "FILE",
        DefaultValueFactory = _ => StockHost.DefaultConfig,
    };

    /// <summary>Creates the option to replace files.</summary>
    public static Option<bool> ForceOption() => new("--force") { Description = "Replace existing files" };

    /// <exception cref="ToolException">A file exists, or both are the same.</exception>
    public void Check()
    {
        if (!IsStdout && Path.GetFullPath(openApi) == Path.GetFullPath(output))
            throw new ToolException($"'{output}' can't be both the configuration and the OpenAPI document.");
        foreach (var file in new[] { openApi, output }.Where(file => !force && !(IsStdout && file == output) && File.Exists(file)))
            throw new ToolException($"'{file}' already exists. Use --force to replace it, or another name.");
    }

    /// <summary>Returns a path for the configuration.</summary>
    public string PathOf(string file) => Path.GetRelativePath(Folder, Path.GetFullPath(file)).Replace('\\', '/');

    /// <summary>Writes the files, if the gateway accepts the configuration; otherwise, they stay as they are.</summary>
    /// <param name="writeDocument">Returns the OpenAPI document, which the configuration can use.</param>
    /// <param name="writeYaml">Returns the configuration.</param>
    /// <param name="drop">Removes the route of an error, and returns whether there is one.</param>
    /// <exception cref="ToolException">The gateway rejects the configuration, or a file can't be written.</exception>
    public async Task SaveAsync(Func<string> writeDocument, Func<string> writeYaml, Func<ConfigError, bool> drop)
    {
        var before = File.Exists(openApi) ? Documents.Read(openApi) : null;
        string yaml;
        try
        {
            yaml = await ImportCheck.WriteAsync(
                () =>
                {
                    Documents.Save(openApi, writeDocument());
                    return writeYaml();
                },
                drop, IsStdout ? StockHost.DefaultConfig : output, Folder).ConfigureAwait(false);
        }
        catch
        {
            Restore(before);
            throw;
        }

        if (IsStdout)
            Console.Out.Write(yaml);
        else
            Documents.Save(output, yaml);
    }

    /// <summary>Writes a message beside the configuration.</summary>
    public void Say(string message) => (IsStdout ? Console.Error : Console.Out).WriteLine(message);

    private void Restore(string? before)
    {
        if (before is not null)
            Documents.Save(openApi, before);
        else if (File.Exists(openApi))
            File.Delete(openApi);
    }
}
