using GatewayKit.Admin.Http;
using GatewayKit.Compilation;

namespace GatewayKit.Admin.Endpoints;

/// <summary>Reads the active configuration, which can't be disposed meanwhile.</summary>
internal static class SnapshotReading
{
    public static readonly AdminProblem Inactive = new(503, "No configuration is active. The gateway is starting or stopping.");

    /// <summary>Returns an answer from the active configuration; 503 if there is none.</summary>
    public static AdminResult<T> Read<T>(this CurrentSnapshot current, Func<GatewaySnapshot, AdminResult<T>> read)
    {
        while (current.Value is { } snapshot)
        {
            // It may have been replaced meanwhile.
            if (!snapshot.TryEnter())
                continue;

            try
            {
                return read(snapshot);
            }
            finally
            {
                snapshot.Exit();
            }
        }

        return Inactive;
    }
}
