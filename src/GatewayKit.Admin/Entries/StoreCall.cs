using GatewayKit.Admin.Access;
using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Entries;

/// <summary>Calls the store for an endpoint, and turns its exceptions into problems.</summary>
internal static class StoreCall
{
    private const int LongestAuthor = 200;

    private static readonly AdminProblem s_noStore = AdminProblem.NotFound(
        "The gateway doesn't have a store, so only its files can be changed. Start it with a store, such as --store gateway.db.");

    /// <summary>Returns the author of a change: the caller.</summary>
    public static string AuthorOf(HttpContext http)
        => AdminCaller.Of(http).Name is { Length: > LongestAuthor } name ? name[..LongestAuthor] : AdminCaller.Of(http).Name;

    /// <summary>Calls the store.</summary>
    /// <param name="http">The request.</param>
    /// <param name="call">The call.</param>
    /// <typeparam name="T">The type of the answer.</typeparam>
    public static async Task<AdminResult<T>> RunAsync<T>(HttpContext http, Func<IGatewayStore, Task<AdminResult<T>>> call)
    {
        if (http.RequestServices.GetService<IGatewayStore>() is not { } store)
            return s_noStore;

        try
        {
            return await call(store).ConfigureAwait(false);
        }
        catch (StoreConflictException conflict)
        {
            return ProblemOf(http, conflict);
        }
        catch (RevisionRemovedException removed)
        {
            return new AdminProblem(410, removed.Message);
        }
        catch (StoreUnavailableException)
        {
            return new AdminProblem(503, "The store doesn't answer, or the gateway hasn't started. If this was a change, read the latest "
                + "revision to find out whether it was written.");
        }
        catch (ArgumentException error) when (error.ParamName is null)
        {
            return new AdminProblem(400, error.Message) { Errors = [new AdminError("", error.Message)] };
        }
    }

    /// <summary>A change that states the version that it is based on gets 412 (RFC 9110, section 13.1.1), another one 409.</summary>
    private static AdminProblem ProblemOf(HttpContext http, StoreConflictException conflict)
        => new(http.Request.Headers.IfMatch.Count > 0 ? 412 : 409, conflict.Message)
        {
            Errors = [new AdminError(conflict.Key?.ToString() ?? "", conflict.Message)],
        };
}
