using System.Text.Json;

namespace GatewayKit.Cli.Packages;

/// <summary>
/// The record of the packages of a plugin's folder, stored in it for operators and for <c>gatewaykit plugins remove</c>. It has no effect
/// on what is loaded, and its name starts with a dot, so that it isn't part of the plugin.
/// </summary>
internal sealed record PackageRecord(
    string Id, string Version, string Source, string Sha512, string? Signer, IReadOnlyList<PackageRecord.Dependency> Dependencies)
{
    private const string FileName = ".package.json";
    private const int MaxBytes = 1 << 20;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static PackageRecord? Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists || file.Length > MaxBytes)
            return null;

        try
        {
            return JsonSerializer.Deserialize<PackageRecord>(File.ReadAllBytes(file.FullName), s_options);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string folder)
        => File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, s_options));

    /// <summary>Another package with files in the folder.</summary>
    internal sealed record Dependency(string Id, string Version, string Source, string Sha512);
}
