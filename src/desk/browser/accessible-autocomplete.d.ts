/** The part that we use of GOV.UK's accessible-autocomplete, which brings no types. */
declare module 'accessible-autocomplete' {
  export interface AutocompleteOptions<Result> {
    readonly element: Element;
    readonly id: string;
    readonly source: (query: string, populate: (results: readonly Result[]) => void) => void;
    readonly templates: { inputValue(result: Result | undefined): string; suggestion(result: Result | string): string };
    readonly onConfirm: (result: Result | undefined) => void;
    readonly defaultValue?: string;
    readonly confirmOnBlur?: boolean;
    readonly autoselect?: boolean;
    readonly showNoOptionsFound?: boolean;
    readonly minLength?: number;
    readonly name?: string;
    readonly tNoResults?: () => string;
    readonly tStatusQueryTooShort?: (least: number) => string;
    readonly tStatusNoResults?: () => string;
    readonly tStatusSelectedOption?: (selected: string, length: number, index: number) => string;
    readonly tStatusResults?: (length: number, selected: string) => string;
    readonly tAssistiveHint?: () => string;
  }
  export default function accessibleAutocomplete<Result>(options: AutocompleteOptions<Result>): void;
}
