using System.Runtime.CompilerServices;
using System.Text;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Loading.Tests.Support;

internal static class PluginCalls
{
    /// <summary>Creates the module's only plugin as the gateway does and gives the text that it answers with.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Answer(this PluginModule module, params object[] options)
    {
        var plugin = (IRequestHook)ActivatorUtilities.CreateInstance(module.Services, Assert.Single(module.Plugins).Type, options);
        var result = plugin.OnRequestAsync(null!);
        return result.IsCompletedSuccessfully
            ? Encoding.UTF8.GetString(result.Result.Response!.Body.Span)
            : throw new InvalidOperationException("The test plugins answer at once.");
    }
}
