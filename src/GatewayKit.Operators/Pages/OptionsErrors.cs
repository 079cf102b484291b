using System.Text.RegularExpressions;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Forms;

namespace GatewayKit.Operators.Pages;

/// <summary>Finds the fields that the errors of a check name.</summary>
internal static partial class OptionsErrors
{
    /// <summary>Returns the fields with their errors.</summary>
    public static OptionsForm With(OptionsForm form, AdminProblem problem)
    {
        (string, string)[] errors = [.. problem.Errors
            .Select(error => (Match: Place().Match(error.Message), error.Message))
            .Where(error => error.Match.Success)
            .Select(error => (error.Match.Groups[1].Value, error.Message[error.Match.Index..]))];
        return form with { Fields = [.. form.Fields.Select(field => field.With(errors))] };
    }

    /// <summary>The path of an option in a message, such as <c>options.limits[0].window is missing</c>.</summary>
    [GeneratedRegex(@"\boptions\.([A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+|\[[^\]]*\])*)")]
    private static partial Regex Place();
}
