using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// The thread of the runtime that waits for all sockets. It can also receive the bytes, and only then hand the work to a
/// thread of the pool: one switch between threads less for each response. Code that could block must never run on it: all
/// connections would stop.
/// </summary>
internal static class SocketLoop
{
    /// <summary>A runtime setting: false lets threads of the pool receive.</summary>
    public const string Setting = "GatewayKit.ReceiveOnSocketLoop";

    /// <summary>Gets whether the setting and the system allow it. On Windows, the system itself uses the pool's threads.</summary>
    public static bool IsAvailable { get; private set; }
        = (!AppContext.TryGetSwitch(Setting, out var isOn) || isOn) && !OperatingSystem.IsWindows();

    /// <summary>Gets whether the current thread may be the loop, so that code that could block must continue elsewhere.</summary>
    public static bool MayBeCurrent => !Thread.CurrentThread.IsThreadPoolThread;

    /// <summary>Lets the loop receive from a socket, if possible. The code that awaits the socket must then leave the loop.</summary>
    public static void ReceiveFrom(Socket socket)
    {
        if (!IsAvailable)
            return;

        try
        {
            SetPreferInlineCompletions(socket.SafeHandle, true);
        }
        catch (MissingMethodException)
        {
            IsAvailable = false;
        }
    }

    // The same as DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1, which is for all sockets of the process.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PreferInlineCompletions")]
    private static extern void SetPreferInlineCompletions(SafeSocketHandle handle, bool value);
}
