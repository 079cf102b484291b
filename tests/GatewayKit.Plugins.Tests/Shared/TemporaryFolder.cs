namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>A folder of a test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gatewaykit-plugins-").FullName;

    public string this[string name] => Path.Combine(_root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
