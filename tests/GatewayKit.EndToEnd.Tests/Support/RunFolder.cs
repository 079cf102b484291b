using System.Diagnostics;

namespace GatewayKit.EndToEnd.Support;

/// <summary>The folder of everything that a run of these tests creates, outside of the source tree. The next run deletes it.</summary>
internal static class RunFolder
{
    private const string Prefix = "gatewaykit-end-to-end-";

    private static int s_created;

    public static string Path { get; } = Create();

    /// <summary>Creates an empty folder.</summary>
    public static string New()
        => Directory.CreateDirectory(System.IO.Path.Combine(Path, $"{Interlocked.Increment(ref s_created)}")).FullName;

    // A test host isn't given the time to delete these many files at its end.
    private static string Create()
    {
        var temporary = System.IO.Path.GetTempPath();
        foreach (var folder in Directory.GetDirectories(temporary, Prefix + "*").Where(IsLeft))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(System.IO.Path.Combine(temporary, $"{Prefix}{Environment.ProcessId}")).FullName;
    }

    private static bool IsLeft(string folder)
        => int.TryParse(System.IO.Path.GetFileName(folder)[Prefix.Length..], out var id)
            && !Array.Exists(Process.GetProcesses(), process => process.Id == id && id != Environment.ProcessId);
}
