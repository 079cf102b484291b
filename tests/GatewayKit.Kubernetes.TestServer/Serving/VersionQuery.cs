using System.Globalization;
using GatewayKit.Kubernetes.TestServer.Errors;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Reads <c>resourceVersion</c> of a query.</summary>
internal static class VersionQuery
{
    /// <summary>Returns the version; <c>null</c> if there is none, 0 for any version.</summary>
    public static long? Read(IQueryCollection query)
    {
        var text = query["resourceVersion"].ToString();
        if (text.Length == 0)
            return null;

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ApiErrors.BadRequest(
                $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }
}
