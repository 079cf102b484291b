using System.Collections.Frozen;

namespace GatewayKit.OpenApi.Mocking.Examples.Texts;

/// <summary>Common property names. A longer name is recognized by its end: <c>billing_city</c> is a city.</summary>
internal static class TextKinds
{
    private static readonly FrozenDictionary<string, TextKind> s_names = new (TextKind Kind, string Names)[]
    {
        (TextKind.FirstName, "firstname givenname forename"),
        (TextKind.LastName, "lastname surname familyname"),
        (TextKind.FullName, "name fullname displayname author owner contact assignee customer"),
        (TextKind.UserName, "username login nickname handle user"),
        (TextKind.Company, "company organization organisation employer vendor supplier brand manufacturer"),
        (TextKind.Title, "title subject headline label caption product model"),
        (TextKind.Sentence, "description summary text message body comment note notes content bio details reason abstract"),
        (TextKind.Email, "email mail emailaddress"),
        (TextKind.Phone, "phone phonenumber telephone mobile fax tel"),
        (TextKind.Street, "street address streetaddress addressline addressline1"),
        (TextKind.City, "city town locality location"),
        (TextKind.Region, "region state province county"),
        (TextKind.Country, "country nation"),
        (TextKind.CountryCode, "countrycode"),
        (TextKind.PostalCode, "zip zipcode postcode postalcode"),
        (TextKind.Currency, "currency currencycode"),
        (TextKind.Language, "language locale lang languagecode"),
        (TextKind.TimeZone, "timezone tz"),
        (TextKind.Url, "url uri href link website homepage blog endpoint callback"),
        (TextKind.Image, "avatar image photo picture thumbnail icon logo avatarurl imageurl photourls"),
        (TextKind.Host, "host hostname domain server"),
        (TextKind.Color, "color colour"),
        (TextKind.Status, "status phase"),
        (TextKind.Tag, "tag tags topic category keyword keywords genre labels topics categories"),
        (TextKind.Identifier, "id uuid guid key code reference sku token number identifier"),
        (TextKind.Version, "version release revision"),
        (TextKind.FileName, "file filename path attachment"),
        (TextKind.MediaType, "contenttype mimetype mediatype"),
        (TextKind.Hash, "sha hash checksum digest etag"),
        (TextKind.Date, "createdat updatedat date timestamp birthday birthdate dateofbirth expiresat"),
        (TextKind.Price, "price amount cost balance fee tax subtotal salary revenue"),
        (TextKind.Age, "age"),
        (TextKind.Year, "year"),
        (TextKind.Month, "month"),
        (TextKind.Day, "day"),
        (TextKind.Percent, "percent percentage rate discount progress"),
        (TextKind.Latitude, "lat latitude"),
        (TextKind.Longitude, "lon lng long longitude"),
        (TextKind.Small, "quantity count total stock rating score size page limit position rank level"),
    }
        .SelectMany(row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Kind)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds the kind of a name: of the whole name, or of the longest known end that starts with a new word.</summary>
    public static TextKind Of(string name)
    {
        if (name.Length > 64)
            return TextKind.Unknown;
        for (var start = 0; start < name.Length; start++)
        {
            if (IsStartOfWord(name, start) && s_names.TryGetValue(Plain(name[start..]), out var kind))
                return kind;
        }
        return TextKind.Unknown;
    }

    private static bool IsStartOfWord(string name, int place)
        => place == 0 || !char.IsLetterOrDigit(name[place - 1]) || (char.IsUpper(name[place]) && !char.IsUpper(name[place - 1]));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
