using System.Reflection;
using GatewayKit;

namespace Versioned;

/// <summary>Says on the way down and on the way up which build of it is running.</summary>
[GatewayPlugin<VersionedOptions>("versioned", PluginStage.Traffic)]
public sealed class VersionedPlugin(VersionedOptions options) : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private static readonly string s_version = typeof(VersionedPlugin).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('-')[0];

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.Variables["version"] = s_version;
        return HookResult.Continue;
    }

    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        request.Headers.Add("X-Version", s_version);
        return default;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        context.Http.Response.Headers["X-Versions"] =
            $"{context.Variables["version"]} {context.Http.Response.Headers["X-Version"]} {s_version}";
        context.Http.Response.Headers["X-Text"] = options.Text;
        return HookResult.Continue;
    }
}
