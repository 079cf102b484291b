using Xunit.Sdk;

namespace GatewayKit.Security.Tests.Requests;

/// <summary>Ways to write <c>/admin/x</c> so that one server reads it and another does not.</summary>
public static class PathSpellings
{
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

    /// <summary>Those that are the same as <c>/admin/x</c> to anyone, so that the key is asked for.</summary>
    public static readonly string[] Honest =
        ["/admin/x", "/ADMIN/x", "/Admin", "/admin/", "/%61dmin/x", "/adm%69n/x", "/%41DMIN/x", "/admin/%78?y"];

    /// <summary>Those that are ambiguous.</summary>
    public static readonly string[] Ambiguous =
    [
        // Empty segments.
        "//admin/x", "///admin/x", "/admin//x", "//admin", "/public//admin/..//../admin/x", "//", "/.//admin/x",

        // Backslashes.
        "/admin\\x", "/admin%5cx", "/admin%5Cx", "/\\admin/x", "\\admin\\x", "/%5cadmin/x", "/public\\..\\admin\\x", "/public/..%5cadmin/x",
        "/public%5c..%5cadmin%5cx", "/admin%255cx", "/admin%25255cx", "/public/..\\admin/x",

        // Encoded slashes.
        "/admin%2fx", "/admin%2Fx",
        "/%2fadmin/x", "/%2f%2fadmin/x", "/admin%252fx", "/%252fadmin/x", "/admin%25252fx", "/public%2f..%2fadmin%2fx",
        "/public/..%2fadmin/x", "/public/..%252fadmin/x", "%2fadmin%2fx",

        // Dot segments.
        "/./admin/x", "/public/../admin/x",
        "/public/./../admin/x", "/public/%2e%2e/admin/x", "/public/.%2e/admin/x", "/public/%2e./admin/x",
        "/public/%252e%252e/admin/x",
        "/public/%25252e%25252e/admin/x", "/%2e/admin/x", "/admin/.", "/admin/x/../y", "/a/b/../../admin/x", "/../admin/x",
        "/public/..", "/..%00/admin/x",

        // Parameters.
        "/admin;a=b/x", "/admin;/x",
        "/;a/admin/x", "/;/admin/x", "/public/..;/admin/x", "/public/..;a=b/admin/x", "/public/%2e%2e;a/admin/x", "/public/..%3b/admin/x",
        "/admin%3ba/x", "/admin%3Ba=b/x", "/admin%253ba/x", "/public/.;/..;/admin/x", "/public;/../admin/x", "/admin;x",

        // Queries, fragments, controls and what does not decode.
        "/admin%3fx", "/admin%3f/x", "/admin%23/x",
        "/admin%23", "/admin%00/x", "/admin%00", "/%00/admin/x", "/admin%0a/x", "/admin%0d%0a/x", "/admin%09/x", "/admin%7f/x",
        "/admin#/x", "/public/x#/../../admin",
        "/admin%/x", "/admin%zz/x", "/admin%u002fx", "/%c0%afadmin/x", "/admin%c0%afx", "/public/%c0%ae%c0%ae/admin/x",
        "/public/%e0%80%ae%e0%80%ae/admin/x",
        "/admin%ff/x", "/admin%c3/x", "/admin%25/x", "/%2561dmin/x", "/%25%36%31dmin/x", "/admin%2500/x",
    ];

    /// <summary>Sends a path with every method, alone and behind an authority. The message of a failed check names the request.</summary>
    /// <param name="path">The path.</param>
    /// <param name="checkAsync">Checks the request that begins with these lines.</param>
    public static async Task InEveryRequestAsync(string path, Func<string, Task> checkAsync)
    {
        foreach (var line in s_methods.SelectMany(method => new[] { $"{method} {path}", $"{method} http://h{path}" }))
        {
            try
            {
                await checkAsync($"{line} HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n");
            }
            catch (XunitException error)
            {
                throw new XunitException($"{line}: {error.Message}", error);
            }
        }
    }
}
