namespace GatewayKit.Acme.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gatewaykit-acme-").FullName;

    public string[] Files => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)];

    public string Find(string name) => Files.Single(file => System.IO.Path.GetFileName(file) == name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
