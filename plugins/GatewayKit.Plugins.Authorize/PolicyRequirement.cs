using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Authorize;

/// <summary>An authorization policy of the host.</summary>
internal sealed class PolicyRequirement
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _name;

    /// <param name="name">The policy.</param>
    /// <param name="policies">The host's policies; null if it has no authorization services.</param>
    /// <param name="warnings">Collects warnings.</param>
    /// <exception cref="PluginOptionsException">The host doesn't have the policy.</exception>
    public PolicyRequirement(string name, IAuthorizationPolicyProvider? policies, IPluginWarnings warnings)
    {
        _name = name;
        if (policies is null)
            throw Error($"is '{name}', but the host has no authorization; call 'services.AddAuthorization()' and add the policy");
        if (Find(name, policies) is not { } policy)
            throw Error($"is '{name}', but the host has no policy with this name; add it with 'services.AddAuthorization()'");

        if (policy.AuthenticationSchemes.Count > 0)
        {
            warnings.Warn("policy", $"is '{name}', whose authentication schemes ({string.Join(", ", policy.AuthenticationSchemes)}) aren't "
                + "used here: the policy decides about the caller that the route's plugins or the host's middleware have identified");
        }
    }

    /// <summary>Returns whether the request's user meets the policy.</summary>
    public async ValueTask<bool> IsMetAsync(HttpContext http)
    {
        // The host's handlers may be scoped to the request.
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        var result = await authorization.AuthorizeAsync(http.User, http, _name).ConfigureAwait(false);
        return result.Succeeded;
    }

    private static AuthorizationPolicy? Find(string name, IAuthorizationPolicyProvider policies)
    {
        // The host's own provider may read policies from elsewhere; the configuration waits for it.
        var policy = policies.GetPolicyAsync(name);
        if (!policy.IsCompleted && !policy.Wait(s_patience))
            throw Error($"is '{name}', which the host's policy provider did not find within {s_patience.TotalSeconds} seconds");

        return policy.GetAwaiter().GetResult();
    }

    private static PluginOptionsException Error(string message) => new([new OptionsError("policy", message)]);
}
