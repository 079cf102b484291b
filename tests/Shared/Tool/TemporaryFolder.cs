namespace GatewayKit.Tests.Shared;

/// <summary>Deletes folders of processes and hosts that have just ended.</summary>
internal static class TemporaryFolder
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Deletes a folder. A process that was killed can still write into it for a moment.</summary>
    public static void Delete(string path)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Directory.Exists(path))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < s_patience)
            {
                Thread.Sleep(50);
            }
        }
    }
}
