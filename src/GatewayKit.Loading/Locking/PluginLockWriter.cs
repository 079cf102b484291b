using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.Loading.Locking;

/// <summary>Writes a lock file: sorted, indented, with a line feed at the end.</summary>
internal static class PluginLockWriter
{
    private static readonly JsonWriterOptions s_options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a temporary file and renames it, so that a reader never sees an incomplete file.</summary>
    public static void Write(PluginLock plugins, string file)
    {
        var draft = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
                Write(plugins, stream);
            File.Move(draft, file, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static void Write(PluginLock plugins, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, s_options);
        json.WriteStartObject();
        json.WriteNumber(PluginLockReader.VersionKey, PluginLockReader.Version);
        json.WriteStartObject(PluginLockReader.PluginsKey);
        foreach (var (plugin, files) in plugins.Plugins)
        {
            json.WriteStartObject(plugin);
            foreach (var (name, hash) in files)
                json.WriteString(name, PluginLockReader.HashPrefix + hash);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
