using System.Globalization;
using System.Resources;
using System.Runtime.InteropServices;
using GatewayKit;

namespace NativeAndSatellite;

/// <summary>Answers with the version of a native library and a text in the asked language.</summary>
[GatewayPlugin<NoOptions>("native-and-satellite", PluginStage.Origin)]
public sealed class NativePlugin : IRequestHook
{
    private static readonly ResourceManager s_texts = new("NativeAndSatellite.Texts", typeof(NativePlugin).Assembly);

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var culture = CultureInfo.GetCultureInfo(context.Http.Request.Query["culture"].ToString());
        return HookResult.Respond(
            GatewayResponse.Text(200, $"{s_texts.GetString("Greeting", culture)} {Marshal.PtrToStringUTF8(Version())}"));
    }

    [DllImport("libsodium", EntryPoint = "sodium_version_string")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Version();
}
