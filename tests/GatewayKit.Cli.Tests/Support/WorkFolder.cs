using GatewayKit.Tests.Shared;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>A directory to run the tool in.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gatewaykit-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file.</summary>
    public WorkFolder With(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this;
    }

    public void Dispose() => TemporaryFolder.Delete(Path);
}
